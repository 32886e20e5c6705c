import { LineChart as Lines } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import css from './figures.module.css'
import { chartTones } from './theme.ts'

use([Lines, GridComponent, MarkLineComponent, AriaComponent, SVGRenderer])

export type LineChartProps = {
  /** Of the horizontal axis, one for each value. */
  readonly labels: readonly string[]
  /** In per cent; null leaves a gap. */
  readonly values: readonly (number | null)[]
  /** Where the vertical axis begins, in per cent. */
  readonly from: number
  readonly target?: { readonly value: number; readonly label: string } | undefined
  /** The chart in a sentence. */
  readonly description: string
}

/** One line over time, drawn as SVG so that it prints; loaded when seen. First and last value are written beside the line. */
export default function LineChart({ labels, values, from, target, description }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption(optionOf({ labels, values, from, target, description }))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(box.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [labels, values, from, target, description])
  return <div ref={box} className={css.chart} role="img" aria-label={description} />
}

const percent = (value: number) => `${value.toFixed(1)}%`

function optionOf({ labels, values, from, target, description }: LineChartProps) {
  const known = values.flatMap((value, at) => (value === null ? [] : [at]))
  const named = new Set([known[0], known.at(-1)])
  const top = Math.max(100, ...values.map((value) => Math.ceil((value ?? 0) / 10) * 10))
  const axis = { color: chartTones.label, fontSize: 12 }
  return {
    animation: false,
    aria: { enabled: true, description },
    grid: { left: 44, right: 48, top: 24, bottom: 28 },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: [...labels],
      axisLabel: axis,
      axisLine: { lineStyle: { color: chartTones.axis } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: from,
      max: top,
      axisLabel: { ...axis, formatter: (value: number) => `${value}%` },
      splitLine: { lineStyle: { color: chartTones.grid } },
    },
    series: [
      {
        type: 'line',
        data: values.map((value, at) => ({
          value,
          label: {
            show: named.has(at),
            position: 'top',
            formatter: () => (value === null ? '' : percent(value)),
            color: chartTones.target,
          },
          symbol: named.has(at) ? 'circle' : 'none',
        })),
        symbolSize: 7,
        connectNulls: false,
        lineStyle: { color: chartTones.accent, width: 2 },
        itemStyle: { color: chartTones.accent },
        ...(target && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: chartTones.target, type: 'dashed', width: 1.5 },
            label: {
              position: 'insideStartTop',
              formatter: target.label,
              color: chartTones.target,
              fontSize: 12,
            },
            data: [{ yAxis: target.value }],
          },
        }),
      },
    ],
  }
}
