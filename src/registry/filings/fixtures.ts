import sharp from 'sharp'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import type { InputOf } from '#platform/operation.ts'
import { draftAppointment, issueAppointment } from '#registry/appointments/contract.ts'
import {
  confirmFiling,
  type Filing,
  type FilingForm,
  saveFiling,
  startFiling,
  submitFiling,
} from './contract.ts'

/** A complete 附件1 of a plainly fictional person. */
export const completeForm: FilingForm = {
  industryCode: 'C30',
  enterpriseType: '有限责任公司',
  aboveScale: true,
  size: '小型',
  products: '建筑陶瓷、电瓷绝缘子',
  qualityYears: 8,
  education: { level: 'bachelor', completed: true },
  titleLevel: 'intermediate',
  qualification: 'none',
  school: '示例理工大学',
  major: '机械设计制造及其自动化',
  idNumber: '369001198703120029',
  mobile: '13800000000',
  address: '江西省宜春市袁州区示例大道 100 号',
  email: 'shili@example.com',
  trained: false,
  principalContact: '13900000000',
  career: [
    { from: '2015-07', to: '2018-09', employer: '示例陶瓷', post: '生产班长', quality: false },
    { from: '2018-10', to: null, employer: '示例陶瓷', post: '质量部部长', quality: true },
  ],
  noExclusions: true,
  generalConditions: { 'professional-ethics': true, 'knows-quality-law': true },
}

type Draft = Partial<InputOf<typeof draftAppointment>>

/** An appointment drafted by the filer and issued by the principal. */
export async function issuedAppointment(
  enterpriseId: string,
  filer: Client,
  principal: Client,
  draft: Draft = {},
) {
  const drafted = await filer.call(draftAppointment, {
    enterpriseId,
    personName: '示例周',
    positionTitle: '副总经理',
    positionLevel: 'decision',
    fullTime: true,
    departments: ['质量管理部', '检验中心'],
    powers: [],
    termFrom: '2026-10-08',
    termTo: '2029-10-07',
    allowanceFen: 200000,
    careerPath: '',
    appointerName: '示例郑',
    appointerCapacity: '法定代表人',
    letterNo: '示聘〔2026〕3 号',
    ...draft,
  })
  return principal.call(issueAppointment, {
    enterpriseId,
    appointmentId: drafted.id,
    version: drafted.version,
  })
}

/** A plain picture, as a photo or scan. */
export async function picture(): Promise<Uint8Array<ArrayBuffer>> {
  const { data } = await sharp({ create: { width: 600, height: 840, channels: 3, background: '#dde4ec' } })
    .jpeg()
    .toBuffer({ resolveWithObject: true })
  return new Uint8Array(data)
}

/** Uploads photo and scan and saves the whole form. */
export async function filledDraft(
  enterpriseId: string,
  appointmentId: string,
  filer: Client,
  form: FilingForm = {},
): Promise<Filing> {
  const draft = await filer.call(startFiling, { enterpriseId, appointmentId })
  const bytes = await picture()
  const add = (purpose: 'photo' | 'appointment-scan', name: string) =>
    filer.call(addFile, { enterpriseId, purpose, name }, { body: bytes })
  const photo = await add('photo', '二寸照片.jpg')
  const scan = await add('appointment-scan', '聘书.jpg')
  const { gender: _g, birthDate: _b, ...known } = draft.form
  return filer.call(saveFiling, {
    enterpriseId,
    filingId: draft.id,
    version: draft.version,
    form: { ...known, ...completeForm, ...form },
    photoId: photo.id,
    scanIds: [scan.id],
    consent: true,
  })
}

/** A filing confirmed by the principal and submitted by the filer. */
export async function submittedFiling(
  enterpriseId: string,
  filer: Client,
  principal: Client,
  form: FilingForm = {},
): Promise<Filing> {
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const draft = await filledDraft(enterpriseId, appointment.id, filer, form)
  const of = { enterpriseId, filingId: draft.id }
  const confirmed = await principal.call(confirmFiling, { ...of, version: draft.version })
  return filer.call(submitFiling, { ...of, version: confirmed.version })
}
