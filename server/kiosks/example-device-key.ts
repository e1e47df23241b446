/** The public half of a key whose private half was thrown away: for the API description. */
export const EXAMPLE_DEVICE_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKYiwQV-QgfCQ5SFM64UdlfvlA16wGmsQLJ7y_glw4UoYPgKXNR6E8APVO8afPEf3sZe7SsGSXvT9VE6kh6yIwQ'
