import css from './tag-text.module.css'

export type TagTone = 'blue' | 'green' | 'gold' | 'red' | 'purple' | 'cyan' | 'grey'

/** A free label: its words in its colour; the words alone say everything. */
export function TagText({ name, tone }: { readonly name: string; readonly tone: TagTone }) {
  return <span className={`${css.tag} ${css[tone]}`}>{name}</span>
}
