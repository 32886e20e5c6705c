/**
 * Version of the notice shown before consent (个人信息保护法 第17、29条). Raise it when the words change: who consented to
 * earlier words is kept with the filing.
 */
export const CONSENT_VERSION = '2026-11-21'
