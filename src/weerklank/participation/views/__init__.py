"""The pages: for children in ``child``, for organisers and facilitators in ``staff``."""
