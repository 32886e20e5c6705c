import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import {
  applySurveyImportHandler,
  discardSurveyImportHandler,
  downloadSurveyResultHandler,
  downloadSurveyTemplateHandler,
  listSurveyImportsHandler,
  readSurveyImportHandler,
  startSurveyImportHandler,
  undoSurveyImportHandler,
} from './operations/import-survey.ts'
import { addCredentialHandler, listCredentialsHandler, voidCredentialHandler } from './operations/records.ts'
import { countSurveyHandler, exportSurveyHandler, listSurveyHandler } from './operations/survey-of-unit.ts'

export const survey: Capability = {
  name: 'survey',
  handlers: [
    addCredentialHandler,
    voidCredentialHandler,
    listCredentialsHandler,
    listSurveyHandler,
    exportSurveyHandler,
    countSurveyHandler,
    startSurveyImportHandler,
    listSurveyImportsHandler,
    readSurveyImportHandler,
    applySurveyImportHandler,
    discardSurveyImportHandler,
    undoSurveyImportHandler,
    downloadSurveyResultHandler,
    downloadSurveyTemplateHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
