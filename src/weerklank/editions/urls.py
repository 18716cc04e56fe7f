"""The public pages of this app: signing up for the day of an edition."""

from django.urls import path

from weerklank.editions.views import attending, lottery

_OWN = "dialoog/<slug:slug>/aanmelden/<slug:secret>/"

urlpatterns = [
    path("dialoog/<slug:slug>/aanmelden/", attending.attend, name="editions-attend"),
    path(_OWN, attending.own, name="editions-attend-own"),
    path(f"{_OWN}bedankt/", attending.thanks, name="editions-attend-thanks"),
    path(f"{_OWN}wijzigen/", attending.change, name="editions-attend-change"),
    path(f"{_OWN}afmelden/", attending.cancel, name="editions-attend-cancel"),
    path(f"{_OWN}terug/", attending.come_back, name="editions-attend-back"),
    path(f"{_OWN}adres/", attending.ask_again, name="editions-attend-address"),
    path("dialoog/<slug:slug>/uitnodiging/<slug:secret>/", attending.invited, name="editions-attend-invited"),
    path("dialoog/<slug:slug>/toestemming/<slug:secret>/", attending.guardian, name="editions-attend-guardian"),
    path(
        "dialoog/<slug:slug>/toestemming/<slug:secret>/nee/", attending.guardian_no, name="editions-attend-guardian-no"
    ),
    path("dialoog/<slug:slug>/loting/", lottery.lottery, name="editions-lottery"),
    path("dialoog/<slug:slug>/loting/<row:number>.json", lottery.lottery_file, name="editions-lottery-file"),
]
