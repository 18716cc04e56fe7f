"""What a group holds in its hands: the sheet, the lesson letter, the cards. Tagged PDF, set by typst."""
