"""The organiser's pages: of an edition as a whole in ``edition``, of its ``themes``, and of its ``tables``."""
