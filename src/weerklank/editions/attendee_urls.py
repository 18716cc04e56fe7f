"""The organiser's pages about who comes to the day, under /werk/edities/<slug>/deelnemers/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.editions.views import attendee, attendees, badges, checkin, corrections, registration, roster

urlpatterns = [
    path("", attendees.attendee_list, name="editions-attendees"),
    path("plaatsen-geven/", attendees.fill, name="editions-attendees-fill"),
    path("instellingen/", registration.day_registration, name="editions-day-registration"),
    path("uitnodigen/", attendee.attendee_invite, name="editions-attendee-invite"),
    path("uitnodigen/rol/", attendee.role_invitation, name="editions-role-invitation"),
    path("inlezen/", roster.roster, name="editions-roster"),
    path("inlezen/voorbeeld.csv", roster.roster_example, name="editions-roster-example-csv"),
    path("badges.pdf", badges.badges, name="editions-badges-pdf"),
    path("deur/", checkin.check_in, name="editions-check-in"),
    path("deur/een/", checkin.check_in_one, name="editions-check-in-one"),
    path("deur/lijst/", checkin.check_in_list, name="editions-check-in-list"),
    path("deur/gedrukt/", checkin.check_in_presses, name="editions-check-in-presses"),
    path("deur/werker.js", checkin.check_in_worker, name="editions-check-in-worker"),
    path("<uuid:attendee_id>/", attendee.attendee_detail, name="editions-attendee"),
    path("<uuid:attendee_id>/stap/<slug:move>/", attendee.attendee_move, name="editions-attendee-move"),
    path("<uuid:attendee_id>/toestemming/", corrections.attendee_consent, name="editions-attendee-consent"),
    path("<uuid:attendee_id>/gegevens/", corrections.attendee_correct, name="editions-attendee-correct"),
    path("<uuid:attendee_id>/nodig/", attendee.attendee_needs, name="editions-attendee-needs"),
    path("<uuid:attendee_id>/maatje/", attendee.attendee_buddy, name="editions-attendee-buddy"),
    path("<uuid:attendee_id>/samen/", attendee.attendee_bind, name="editions-attendee-bind"),
    path("<uuid:attendee_id>/samen/<row:bond_id>/weghalen/", attendee.attendee_unbind, name="editions-attendee-unbind"),
]
