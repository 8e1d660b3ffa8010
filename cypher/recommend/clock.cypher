// The moment that the database stamps events with now, in milliseconds since 1970.
WITH {recordedAt: datetime.transaction()} AS now
RETURN now.recordedAt.epochMillis AS recordedMs
