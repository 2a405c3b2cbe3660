/* What a driver answers reads with. */
static const CHAR Reply[] = "reply";
