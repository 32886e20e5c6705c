/** A capability's name in all the shapes in which code writes it. */
export type Names = {
  /** quality-costs */
  readonly folder: string
  /** qualityCosts */
  readonly variable: string
  /** QualityCosts */
  readonly type: string
  /** quality_costs */
  readonly table: string
}

export function namesOf(folder: string): Names {
  const type = folder.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return {
    folder,
    type,
    variable: type[0]?.toLowerCase() + type.slice(1),
    table: folder.replaceAll('-', '_'),
  }
}

/** Words that TypeScript does not take as the name of a constant in a module; `capabilities` is the list's own. */
const codeWords = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
   false finally for function if implements import in instanceof interface let new null package private protected
   public return static super switch this throw true try typeof undefined var void while with yield
   capabilities`.split(/\s+/),
)

/** Words that PostgreSQL does not take as the name of a table without quotes (`pg_get_keywords()`, catcode R and T). */
const sqlWords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
   column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
   current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
   from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
   localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
   returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
   unique user using variadic verbose when where window with`.split(/\s+/),
)

/** Whether TypeScript or PostgreSQL keeps the name for itself. */
export function isReserved({ variable, table }: Names): boolean {
  return codeWords.has(variable) || sqlWords.has(table)
}
