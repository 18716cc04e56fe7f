"""Papiamentu, in the spelling of Bonaire and Curaçao."""
