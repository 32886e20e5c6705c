import { expect, test } from 'vitest'
import { closestEntry } from './side-menu.tsx'

const menu = ['/enterprises/1', '/enterprises/1/home', '/filings', '/notices']

test('one line of the menu is current: the closest one', () => {
  expect(closestEntry(menu, '/enterprises/1/home')).toBe('/enterprises/1/home')
  expect(closestEntry(menu, '/enterprises/1/edit')).toBe('/enterprises/1')
  expect(closestEntry(menu, '/filings/1/2')).toBe('/filings')
  expect(closestEntry(menu, '/filings-of-others')).toBeUndefined()
})
