/** Packs that are not shipped, written only to prove what the language can carry. Shared by the tests of this folder. */

export const MINIMAL = `
id: example
version: 1
title: 示例规则
docNo: 示例〔2026〕1号
issuer: [示例市市场监督管理局]
areas: ["99"]
effectiveFrom: 2026-01-01
qualification:
  - id: years
    title: 3年以上质量工作经历
    clause: 第一条
    fact: qualityYears
    atLeast: 3
flow:
  order: any
  levels: [county]
  fileTo: county
  confirmation: [in-app]
`

/** DB1302/T 589—2024 5.1 e and f: 中级以上相关专业职称, or 大专 and 5 years; trained before, continuing education each year. */
export const TANGSHAN = `
id: tangshan-fixture
version: 1
title: 企业首席质量官制度实施指南
docNo: DB1302/T 589—2024
issuer: [唐山市市场监督管理局]
areas: ["1302"]
effectiveFrom: 2024-01-01
strength: should
facts:
  - { key: titleInRelatedField, label: 职称为相关专业, type: boolean, evidence: 职称证书, clause: 5.1 e }
qualification:
  - id: title-or-education
    title: 职称或学历年限
    clause: 5.1 e
    any:
      - id: related-title
        title: 中级以上相关专业职称
        all:
          - { id: title-level, title: 中级以上职称, fact: titleLevel, atLeast: intermediate }
          - { id: title-field, title: 相关专业, fact: titleInRelatedField, isTrue: true }
      - id: education-and-years
        title: 大学专科以上学历和5年以上质量工作经历
        all:
          - { id: education, title: 大学专科以上学历, fact: education, atLeast: associate }
          - { id: quality-years, title: 5年以上质量工作经历, fact: qualityYears, atLeast: 5 }
  - { id: trained, title: 经过任职培训, clause: 5.1 f, fact: trainedBefore, isTrue: true }
  - id: continuing-education
    title: 年度继续教育
    clause: 5.1 f
    when: { fact: aboveScale, isTrue: true }
    ceHours: { atLeast: 1, year: previous }
generalConditions:
  title: 素质与知识
  clause: "5.1"
  items:
    - { id: character, text: 思想政治素质、职业道德素养和专业素养, clause: 5.1 a }
    - { id: law, text: 熟悉质量法律法规和质量政策, clause: 5.1 b }
flow:
  order: train-first
  levels: [county, city]
  fileTo: county
  confirmation: [stamped-scan]
  steps:
    - { id: train, title: 任前培训, level: county, action: train, clause: "9.3" }
    - { id: publicize, title: 公示, level: county, action: publicize, within: { amount: 5, unit: workday } }
    - { id: register, title: 登记, level: city, action: register }
`

/** 湖北 2022, from second-hand reports: years AND (中级职称 OR 本科). A draft, with a correspondence and grades of a certificate to try the language. */
export const HUBEI = `
id: hubei-fixture
version: 2
title: 示例：企业首席质量官制度指导意见
docNo: 示例〔2022〕号
issuer: [示例省市场监督管理局]
areas: ["42"]
effectiveFrom: 2022-01-01
draft: true
correspondences:
  - { id: qualification-as-title, from: { fact: qualification, atLeast: intermediate }, to: { fact: titleLevel, value: intermediate } }
certificates:
  - type: quality-grade
    title: 等级证书
    levels: [{ code: third, label: 三级 }, { code: second, label: 二级 }, { code: first, label: 一级 }]
    validMonths: 36
qualification:
  - id: years-and-level
    title: 年限，并有职称或学历
    all:
      - { id: quality-years, title: 3年以上, fact: qualityYears, atLeast: 3 }
      - id: title-or-education
        title: 职称或学历
        any:
          - { id: title-level, title: 中级以上职称, fact: titleLevel, atLeast: intermediate }
          - { id: education, title: 大学本科以上, fact: education, atLeast: bachelor }
  - id: food-grade
    title: 食品企业持有二级以上等级证书
    when: { fact: industry, startsWith: [C13, C14] }
    holdsCertificate: { type: quality-grade, atLeast: second }
  - id: not-individual
    title: 不是个体工商户
    not: { id: individual, title: 个体工商户, fact: enterpriseType, equals: individual-business }
flow:
  order: any
  levels: [province]
  fileTo: province
  confirmation: [in-app]
`
