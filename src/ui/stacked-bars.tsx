import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import css from './figures.module.css'
import { chartTones, theme } from './theme.ts'

use([BarChart, GridComponent, AriaComponent, LabelLayout, SVGRenderer])

export type BarTop = { readonly text: string; readonly strong: boolean }

export type StackedBarsProps = {
  /** Of the horizontal axis, one for each bar. */
  readonly labels: readonly string[]
  /** From the ground up; at most four, the last is the most serious. Values stand in `unit`. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
  /** What stands over each bar. */
  readonly tops: readonly BarTop[]
  /** Bars that may still change are drawn in a dashed frame. */
  readonly open: readonly boolean[]
  /** Written at the axis: 万元. */
  readonly unit: string
  /** The chart in a sentence. */
  readonly description: string
}

/** Parts of a sum over time, with a word over each bar; the last bar carries the names. Drawn as SVG so that it prints. */
export default function StackedBars(props: StackedBarsProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption(optionOf(props))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(box.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [props])
  return <div ref={box} className={css.chart} role="img" aria-label={props.description} />
}

const axisText = { color: chartTones.label, fontSize: 12 }

function optionOf({ labels, series, tops, open, unit, description }: StackedBarsProps) {
  return {
    animation: false,
    aria: { enabled: true, description },
    grid: { left: 44, right: 116, top: 40, bottom: 28 },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLabel: { ...axisText, hideOverlap: true },
      axisLine: { lineStyle: { color: chartTones.axis } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: { ...axisText, align: 'right' },
      axisLabel: axisText,
      splitLine: { lineStyle: { color: chartTones.grid } },
    },
    series: [...series.map((each, at) => partOf(each, at, series.length)), frameOf({ series, tops, open })],
  }
}

function partOf({ name, values }: StackedBarsProps['series'][number], at: number, count: number) {
  const last = values.length - 1
  return {
    type: 'bar',
    name,
    stack: 'parts',
    barWidth: '56%',
    itemStyle: { color: chartTones.series[count - 1 - at] ?? chartTones.compare },
    labelLayout: { moveOverlap: 'shiftY' },
    data: values.map((value, index) => ({
      value,
      label: {
        show: index === last && value !== 0,
        position: 'right',
        distance: 8,
        color: chartTones.target,
        fontSize: 12,
        formatter: () => `${name} ${value.toFixed(1)}`,
      },
    })),
  }
}

/** Carries what stands over the bars, and the dashed frame of those that may still change. */
function frameOf({ series, tops, open }: Pick<StackedBarsProps, 'series' | 'tops' | 'open'>) {
  return {
    type: 'bar',
    barWidth: '56%',
    barGap: '-100%',
    silent: true,
    z: 3,
    data: tops.map(({ text, strong }, at) => ({
      value: series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
      itemStyle: {
        color: 'transparent',
        borderColor: chartTones.target,
        borderType: 'dashed',
        borderWidth: open[at] ? 1.2 : 0,
      },
      label: {
        show: true,
        position: 'top',
        formatter: () => text,
        fontSize: 12,
        fontWeight: strong ? 'bold' : 'normal',
        color: strong ? theme.token?.colorError : chartTones.target,
      },
    })),
  }
}
