"""Who signs in to the demonstration: made-up bodies, and one account for each role."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from weerklank.accounts.models import PLATFORM_ROLES, Account, Organisation, RoleAssignment
from weerklank.config.content.demonstration.scene import CLASS_CODE, Scene, organisation
from weerklank.config.content.loading import Table
from weerklank.editions.models import (
    Edition,
    EditionRole,
)


def lay_organisations(scene: Scene) -> None:
    for row in scene.file["organisation"]:
        values = {key: row[key] for key in ("name", "short_name", "kind")}
        scene.layer.keep(Organisation, {"slug": row["slug"]}, {**values, "is_demonstration": True})


def lay_accounts(scene: Scene, home: Path) -> tuple[dict[str, Account], str]:
    """One account per role, all with the one password of this installation."""
    password = _password(home)
    accounts = {}
    for row in scene.file["account"]:
        accounts[row["name"]] = _account(scene, row, password)
    first = next(iter(accounts.values()))
    # the file with the password was lost and a new one was made: then every account gets the new one
    if not first.check_password(password):
        for account in accounts.values():
            account.set_password(password)
            account.save(update_fields=["password"])
    return accounts, password


def _account(scene: Scene, row: Table, password: str) -> Account:
    known = Account.objects.filter(email=f"{row['name']}@demo.example").first()
    if known:
        scene.layer.report.count("unchanged", Account)
        return known
    account = Account.objects.create_account(
        email=f"{row['name']}@demo.example",
        name=row["label"],
        password=password,
        organisation=organisation(row["organisation"]),
        is_demonstration=True,
    )
    if row["role"] in PLATFORM_ROLES:
        RoleAssignment.objects.create(account=account, role=row["role"])
    scene.layer.report.count("created", Account)
    return account


def _password(home: Path) -> str:
    """Random, one per installation, in a file that only its owner reads; never in the database or the source."""
    path = home / "demonstration.json"
    if path.exists():
        return str(json.loads(path.read_text())["password"])
    home.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"password": password}, file)
    return password


def sheet(accounts: dict[str, Account], password: str) -> str:
    width = max(len(account.email) for account in accounts.values())
    lines = ["", "Aanmelden kan op /werk/ met een van deze adressen (alles hierin is verzonnen):"]
    lines += [f"  {account.email:{width}}  {account.name}" for account in accounts.values()]
    lines += [f"  wachtwoord voor allemaal: {password}", f"  klassencode voor /doe-mee/: {CLASS_CODE}"]
    return "\n".join(lines)


def lay_roles(scene: Scene, accounts: dict[str, Account], editions: tuple[Edition, ...]) -> None:
    for row in scene.file["account"]:
        if row["role"] in PLATFORM_ROLES:
            continue
        for edition in editions:
            scene.layer.once(
                EditionRole, {"edition": edition, "account": accounts[row["name"]], "role": row["role"]}, {}
            )
