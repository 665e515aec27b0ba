"""Named facts about one citizen, and the closed language of conditions over them."""
