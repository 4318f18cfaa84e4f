export type Greeting = 'morning' | 'noon' | 'afternoon' | 'evening'

/** The greeting of the hour as Indonesian divides the day: pagi until 11, siang until 15, sore until 18, malam. */
export function greetingAt(hour: number): Greeting {
  if (hour >= 4 && hour < 11) return 'morning'
  if (hour >= 11 && hour < 15) return 'noon'
  if (hour >= 15 && hour < 18) return 'afternoon'
  return 'evening'
}
