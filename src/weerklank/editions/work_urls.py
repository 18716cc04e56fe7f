"""The workspace pages of this app, under /werk/."""

from django.urls import include, path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.editions.views import calendar, edition, programme, tables, themes

urlpatterns = [
    path("edities/", edition.edition_list, name="editions-list"),
    # before the addresses of editions, whose first word is always a year or demonstratie
    path("edities/nieuw/", edition.edition_new, name="editions-new"),
    path("edities/<slug:slug>/", edition.edition_detail, name="editions-detail"),
    path("edities/<slug:slug>/stap/", edition.edition_advance, name="editions-advance"),
    path("edities/<slug:slug>/overnemen/", edition.edition_take_over, name="editions-take-over"),
    path("edities/<slug:slug>/wijzigen/", edition.edition_change, name="editions-change"),
    path("edities/<slug:slug>/rollen/", edition.edition_roles, name="editions-roles"),
    path(
        "edities/<slug:slug>/rollen/<row:pk>/intrekken/", edition.edition_role_withdraw, name="editions-role-withdraw"
    ),
    path("edities/<slug:slug>/themas/", themes.theme_list, name="editions-themes"),
    path("edities/<slug:slug>/themas/inlezen/", themes.theme_paste, name="editions-themes-read-in"),
    path("edities/<slug:slug>/themas/erbij/", themes.theme_add, name="editions-theme-add"),
    path("edities/<slug:slug>/themas/<row:theme_id>/weghalen/", themes.theme_remove, name="editions-theme-remove"),
    path("edities/<slug:slug>/tafels/", tables.table_list, name="editions-tables"),
    path("edities/<slug:slug>/tafels/klaarzetten/", tables.tables_set_out, name="editions-tables-set-out"),
    path("edities/<slug:slug>/tafels/<row:table_id>/", tables.table_detail, name="editions-table"),
    path("edities/<slug:slug>/tafels/<row:table_id>/weghalen/", tables.table_remove, name="editions-table-remove"),
    path("edities/<slug:slug>/tafels/<row:table_id>/plaatsen/", tables.seats_add, name="editions-seats-add"),
    path("edities/<slug:slug>/tafels/<row:table_id>/plaats/", tables.seat_add, name="editions-seat-add"),
    path(
        "edities/<slug:slug>/tafels/<row:table_id>/plaatsen/<row:seat_id>/weghalen/",
        tables.seat_remove,
        name="editions-seat-remove",
    ),
    path("edities/<slug:slug>/kalender/", calendar.calendar, name="editions-calendar"),
    path("edities/<slug:slug>/programma/", programme.programme, name="editions-programme"),
    path("edities/<slug:slug>/programma/erbij/", programme.session_add, name="editions-session-add"),
    path("edities/<slug:slug>/programma/publiceren/", programme.programme_publish, name="editions-programme-publish"),
    path("edities/<slug:slug>/programma/zalen/", programme.room_list, name="editions-rooms"),
    path("edities/<slug:slug>/programma/zalen/<row:room_id>/", programme.room, name="editions-room"),
    path(
        "edities/<slug:slug>/programma/zalen/<row:room_id>/weghalen/",
        programme.room_remove,
        name="editions-room-remove",
    ),
    path("edities/<slug:slug>/programma/<row:session_id>/", programme.session, name="editions-session"),
    path(
        "edities/<slug:slug>/programma/<row:session_id>/weghalen/",
        programme.session_remove,
        name="editions-session-remove",
    ),
    path("edities/<slug:slug>/deelnemers/", include("weerklank.editions.attendee_urls")),
    path("", include("weerklank.editions.choosing_urls")),
]
