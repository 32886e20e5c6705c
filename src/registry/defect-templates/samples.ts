import type { DefectTemplate } from './contract.ts'

type Sample = Pick<DefectTemplate, 'name' | 'place' | 'why' | 'how'>

/** A starting set of our own wording, shown as 示例; a unit copies what suits it and adds the basis, which is another in each place. */
const wordings: readonly Sample[] = [
  {
    name: '照片不合要求',
    place: 'photo',
    why: '照片不是近期正面免冠照，或者看不清。',
    how: '请重新上传近期正面免冠二寸照片。',
  },
  {
    name: '聘书没有盖章',
    place: 'appointment-scan',
    why: '聘书扫描件上没有企业公章，或者公章不清楚。',
    how: '请在聘书上盖章后重新扫描上传。',
  },
  {
    name: '聘书与备案表不一致',
    place: 'appointedFrom',
    why: '聘任起始时间与聘书上的日期不一致。',
    how: '请按聘书核对后修改备案表，或者更换聘书扫描件。',
  },
  {
    name: '简历看不出质量工作年限',
    place: 'career',
    why: '工作简历没有写明哪些岗位属于质量工作，年限无法核对。',
    how: '请逐段写明起止年月、单位、岗位，并勾选质量岗位。',
  },
  {
    name: '年限与简历不符',
    place: 'qualityYears',
    why: '填写的质量工作年限与工作简历合计的年限不符。',
    how: '请核对后修改其中一处，或者写明原因。',
  },
  {
    name: '缺少学历证明',
    place: 'education-scan',
    why: '没有上传学历证书，填写的学历无法核对。',
    how: '请上传毕业证书扫描件。',
  },
  {
    name: '缺少职业资格或职称证明',
    place: 'qualification-scan',
    why: '填写了职业资格或职称，没有上传证书。',
    how: '请上传证书扫描件；没有证书的，请更正所填内容。',
  },
  {
    name: '盖章备案表与填写内容不一致',
    place: 'confirmation-scan',
    why: '盖章的备案表扫描件与系统中的内容不一致。',
    how: '请重新打印备案表，盖章后扫描上传。',
  },
  {
    name: '所属行业有误',
    place: 'industryCode',
    why: '所属行业与企业的主要产品不相符。',
    how: '请按主要产品重新选择行业。',
  },
  {
    name: '联系方式打不通',
    place: 'principalContact',
    why: '企业负责人的联系方式无法接通。',
    how: '请核对后填写能够联系到的号码。',
  },
]

export const samples: readonly DefectTemplate[] = wordings.map((wording, at) => ({
  id: `sample-${at + 1}`,
  version: 1,
  ...wording,
  basis: '',
  origin: 'sample',
  unitName: '',
}))
