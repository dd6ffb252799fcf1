export { readGauges } from "./read-gauges.server.ts";
export { readHistory } from "./read-history.server.ts";
export { readMetrics, renderMetrics } from "./read-metrics.server.ts";
export { sampleFigures } from "./sample-figures.server.ts";
export { metricsTasks } from "./tasks.server.ts";
