"""Where a page of the moderators stands."""

WORK = {"label": "Werk", "href": "/werk/"}
QUEUE = {"label": "Wachtrij", "href": "/werk/moderatie/"}
SECOND = {"label": "Tweede blik", "href": "/werk/moderatie/tweede-blik/"}
SAFETY = {"label": "Zorgsignalen", "href": "/werk/veiligheid/"}
