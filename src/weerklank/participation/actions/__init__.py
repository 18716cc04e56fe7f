"""What people do here: children in ``child``, organisers and facilitators in ``staff``."""
