"""What adults expect children to say, written down before they hear it; and how far off they were."""
