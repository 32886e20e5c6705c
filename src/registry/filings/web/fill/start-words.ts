export const startWords = {
  title: '填报首席质量官备案',
  home: '首页',
  person: '首席质量官',
  post: '现任职务',
  term: '任期',
  open: '未定',
  taken: '企业资料和聘任信息会自动带入，填写时可以随时离开，内容自动保存。',
  prepare: '请先准备好',
  needed: [
    '盖章的聘书扫描件（PDF、JPG 或 PNG）',
    '首席质量官的二寸免冠照片',
    '首席质量官的身份证号、手机号码、学历和工作简历',
    '企业负责人的联系方式；填完后由其登录确认，或打印盖章',
  ],
  begin: '开始填报',
  openExisting: '打开已经开始的那一份',
} as const
