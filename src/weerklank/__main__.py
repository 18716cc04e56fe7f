"""The same program for operators: ``weerklank --help`` lists what it does."""

import os
import sys

_HELP = """\
weerklank OPDRACHT [OPTIES]      (weerklank OPDRACHT --help zegt meer)

  run                          alles van niets af klaarzetten en de deur openen
  content [--demonstration]    de eigen inhoud en de demonstratie-editie inladen; nog eens doen verandert niets
  import observations BESTAND  aanbevelingen van een VN-comite inlezen (--dry-run laat eerst zien wat er gebeurt)
  search rebuild|mend|check|find WOORD   de zoekindex van de aanbevelingen maken, bijwerken, nakijken; of zoeken
  import dump BESTAND.zip      open data in een lege database inlezen (--dry-run laat eerst zien wat er gebeurt)
  export dump BESTAND.zip      alle open data als een bestand, zoals op /data/
  reading [--harder]           van elke tekst voor kinderen zeggen hoe moeilijk hij te lezen is
  work [--once]                post over bewaarde lijsten en over de dag versturen, en vergeten wat vergeten moet worden
  attendance send|erase        alleen wat bij de dag van een editie hoort: berichten, of wissen wie er was
  reminders                    wie moet antwoorden herinneren aan de termijn; voor een cron (work doet het ook)
  runs [--every S]             lotingen, tafelindelingen en tellingen die wachten maken; de pagina's roepen dit zelf
  erase                        aanmeldingen wissen waarvan de dag voorbij is
  docs                         de gedrukte verwijzingen in docs/reference opnieuw maken
  migrate                      de database bijwerken
  check [--deploy]             nagaan of deze installatie veilig staat
  changepassword E-MAIL        een wachtwoord zetten

Omgeving: DATABASE_URL, WEERKLANK_HOME, WEERKLANK_HOSTS, WEERKLANK_HTTPS, WEERKLANK_SECRET_KEY, WEERKLANK_PEPPER.
"""


def main() -> None:
    # what an operator asks most must not wait for the whole house to load
    if sys.argv[1:] in ([], ["--help"], ["-h"], ["help"]):
        print(_HELP, end="")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerklank.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["weerklank", *sys.argv[1:]])


if __name__ == "__main__":
    main()
