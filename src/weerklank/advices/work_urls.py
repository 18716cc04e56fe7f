"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.advices import views
from weerklank.advices.at_table.views import desk
from weerklank.advices.expecting import views as expecting
from weerklank.advices.voices import views as voices

urlpatterns = [
    path("tafels/", views.tables, name="advices-tables"),
    path("tafels/<int:table_id>/", views.table, name="advices-table"),
    path("edities/<slug:slug>/verwachtingen/", expecting.stand, name="advices-expect-stand"),
    path("edities/<slug:slug>/verwachtingen/<int:theme_id>/", expecting.close, name="advices-expect-close"),
    path("tafels/<int:table_id>/verwachtingen/", expecting.table, name="advices-expect-table"),
    path("tafels/<int:table_id>/stemmen/", voices.voices, name="advices-voices"),
    path("tafels/<int:table_id>/stemmen.pdf", voices.voices_pdf, name="advices-voices-pdf"),
    path("tafels/<int:table_id>/advies/", views.new_advice, name="advices-new"),
    path("tafels/advies/<int:advice_id>/", views.edit_advice, name="advices-edit"),
    path("tafels/advies/<int:advice_id>/teruglezen/", views.read_back, name="advices-read-back"),
    path("tafels/advies/<int:advice_id>/teruglezen/begin/", views.start_read_back, name="advices-start-read-back"),
    path("tafels/advies/<int:advice_id>/teruglezen/plaats/", views.say_read_back, name="advices-say"),
    path("tafels/advies/<int:advice_id>/wegleggen/", views.discard, name="advices-discard"),
    path("tafels/advies/<int:advice_id>/vaststellen/", views.adopt, name="advices-adopt"),
    path("tafels/codes/<slug:slug>/", desk.keys, name="advices-keys"),
    path("tafels/codes/<slug:slug>/maken/", desk.keys_make, name="advices-keys-make"),
    path("tafels/codes/<slug:slug>/vertrouwenspersoon/", desk.safe_person, name="advices-safe-person"),
    path("tafels/<int:table_id>/code/", desk.key_renew, name="advices-key-renew"),
    path("tafels/<int:table_id>/code/intrekken/", desk.key_withdraw, name="advices-key-withdraw"),
    path("tafels/<int:table_id>/sessie/", desk.written, name="advices-written"),
    path("tafels/<int:table_id>/sessie/kies/", desk.choose, name="advices-choose"),
    path("tafels/<int:table_id>/sessie/laat/", desk.let_in, name="advices-let-in"),
]
