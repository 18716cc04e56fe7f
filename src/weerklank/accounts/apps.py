from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "weerklank.accounts"
    label = "accounts"
