# The tone of each year: how many events there are, and their mean intensity (PLOVER's, -10 to 10).
#
#   Rscript tone.R STORE
library(DBI)

record <- dbConnect(RSQLite::SQLite(), commandArgs(trailingOnly = TRUE)[1], flags = RSQLite::SQLITE_RO)
events <- dbGetQuery(record, "SELECT substr(time_from, 1, 4) AS year, type, score FROM events WHERE time_from IS NOT NULL")
tone <- aggregate(score ~ year, events, function(of) c(events = length(of), tone = round(mean(of), 2)))
print(tone)
print(sort(table(events$type), decreasing = TRUE))
dbDisconnect(record)
