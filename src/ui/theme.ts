import type { ThemeConfig } from 'antd'

const accent = '#1A5794'
const accentHover = '#2468AB'
const accentDark = '#124272'
const accentTint = '#EAF1F8'
const accentTintHover = '#DCE8F3'
const text = '#1A1E23'
const textSecondary = '#464E58'
const textTertiary = '#656E79'
const fill = '#F3F5F7'
const page = '#F4F5F7'
const rowLine = '#EAEDF0'
const surface = '#FFFFFF'

const token: NonNullable<ThemeConfig['token']> = {
  colorPrimary: accent,
  colorInfo: accent,
  colorLink: accent,
  colorPrimaryHover: accentHover,
  colorPrimaryActive: accentDark,
  colorLinkHover: accentHover,
  colorLinkActive: accentDark,
  colorPrimaryBg: accentTint,
  colorPrimaryBgHover: accentTintHover,
  // antd draws the focus ring with the primary border colour, so it has to be dark.
  colorPrimaryBorder: accentDark,
  lineWidthFocus: 2,
  controlOutline: accent,
  controlOutlineWidth: 1,
  colorErrorOutline: '#B3261E',
  colorText: text,
  colorTextSecondary: textSecondary,
  colorTextTertiary: textTertiary,
  colorTextQuaternary: textTertiary,
  colorTextDescription: textTertiary,
  colorTextPlaceholder: textTertiary,
  colorTextDisabled: textTertiary,
  colorBorder: '#858E99',
  colorBorderSecondary: '#DCE0E5',
  colorSplit: rowLine,
  colorBgLayout: page,
  colorFillAlter: fill,
  colorBgContainerDisabled: fill,
  controlItemBgActive: accentTint,
  colorSuccess: '#1B7340',
  colorSuccessBg: '#EBF5EE',
  colorSuccessBorder: '#B5D6C0',
  colorWarning: '#8A5300',
  colorWarningBg: '#FCF3E2',
  colorWarningBorder: '#E4C587',
  colorError: '#B3261E',
  colorErrorBg: '#FBECEA',
  colorErrorBorder: '#E3A9A4',
  colorInfoBg: accentTint,
  colorInfoBorder: '#B4CBE2',
  borderRadius: 4,
  borderRadiusSM: 3,
  borderRadiusLG: 4,
  borderRadiusXS: 2,
  boxShadowTertiary: 'none',
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeLG: 16,
  fontSizeXL: 18,
  fontSizeHeading2: 24,
  fontSizeHeading3: 22,
  fontSizeHeading4: 18,
  fontSizeHeading5: 16,
  lineHeightHeading3: 30 / 22,
  controlHeight: 32,
  controlHeightSM: 26,
  controlHeightLG: 40,
  motionDurationMid: '0.1s',
  fontFamily: '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif',
}

const components: NonNullable<ThemeConfig['components']> = {
  Layout: { headerBg: surface, headerHeight: 48, headerPadding: '0 24px', siderBg: surface, bodyBg: page },
  Menu: {
    itemHeight: 36,
    itemSelectedBg: accentTint,
    itemSelectedColor: accentDark,
    groupTitleFontSize: 12,
    activeBarBorderWidth: 0,
  },
  Table: {
    headerBg: fill,
    headerColor: textSecondary,
    headerBorderRadius: 0,
    headerSplitColor: 'transparent',
    borderColor: rowLine,
    headerSortActiveBg: fill,
    headerSortHoverBg: fill,
    bodySortBg: surface,
    rowHoverBg: '#F7F9FA',
    rowSelectedBg: accentTint,
    rowSelectedHoverBg: accentTintHover,
    cellPaddingBlockSM: 7,
    cellPaddingInlineSM: 12,
  },
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
  Tabs: { itemSelectedColor: accentDark },
}

/** The class (on `<html>`) that carries the design tokens as CSS variables `--ant-…` for our own style sheets. */
export const tokenScope = 'cqo'

/** The product's theme. The only place with colour literals (design tokens, DESIGN §2). */
export const theme: ThemeConfig = { token, components, cssVar: { key: tokenScope }, hashed: false }

/** 大字模式: the same layouts with body text 18 px and controls 44 px. */
export const largeTextTheme: ThemeConfig = {
  ...theme,
  token: {
    ...token,
    fontSize: 18,
    fontSizeSM: 16,
    fontSizeLG: 20,
    fontSizeXL: 22,
    fontSizeHeading2: 30,
    fontSizeHeading3: 28,
    fontSizeHeading4: 22,
    fontSizeHeading5: 20,
    controlHeight: 44,
    controlHeightSM: 36,
    controlHeightLG: 52,
  },
}

/** Tones of charts and bars: four of one blue, dark is most serious; green and red are for status alone. */
export const chartTones = {
  series: ['#123F6E', '#4C82B5', '#9DBBD8', '#D3DCE6'],
  accent,
  compare: '#4C82B5',
  target: text,
  grid: rowLine,
  axis: '#858E99',
  label: textTertiary,
} as const
