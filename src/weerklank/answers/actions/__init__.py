"""What people do to answer: handing over, answering, approving, judging, and keeping a promise."""
