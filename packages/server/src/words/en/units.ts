export const units = {
  'time.moment': '{day}, {time} UTC',
  // How long something takes, as `spanWords` of the panels asks for it. Where a language has cases: as after “since” and “in”.
  'span.minute': 'a minute',
  'span.minutes': '{count} minutes',
  'span.hour': 'an hour',
  'span.hours': '{count} hours',
  'span.day': 'a day',
  'span.days': '{count} days',
} as const;
