"""Under which licence figures go out: ours for the composition, the source's for the number."""

LICENCE = "CC BY 4.0 voor de samenstelling; voor het cijfer zelf geldt de bron"
