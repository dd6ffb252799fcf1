import { stateText } from "#app/dashboard/orders/state-text.ts";
import type { TransitionLine } from "#app/dashboard/workflow/transitions-table.tsx";
import { WorkflowState } from "#app/domains/orders/schema.ts";

/** A transition between the states that are drawn. */
export interface DiagramTransition extends TransitionLine {
  from: readonly WorkflowState[];
  to: WorkflowState;
}

const [width, height, boxWidth, boxHeight] = [720, 300, 110, 40];
/** The way of a normal order above, the ways out of it below. */
const centres: Record<WorkflowState, readonly [x: number, y: number]> = {
  pending: [70, 60],
  paid: [260, 60],
  shipped: [450, 60],
  fulfilled: [645, 60],
  cancelled: [165, 235],
  refunded: [450, 235],
  returned: [645, 235],
};

/** The order's workflow as the registry has it, drawn. What each edge asks and does is in the table beside it. */
export function WorkflowDiagram({ transitions, title }: { transitions: readonly DiagramTransition[]; title: string }) {
  const edges = transitions.flatMap(({ name, from, to, toldOnly }) => from.map((state) => ({ key: `${name} ${state}`, name, from: state, to, toldOnly })));
  return (
    <div style={{ overflowX: "auto" }}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} style={{ minInlineSize: 560, inlineSize: "100%", maxInlineSize: 900 }}>
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" fill="#616161" />
          </marker>
        </defs>
        {edges.map(({ key, name, from, to, toldOnly }) => (
          <path key={key} d={pathOf(from, to)} fill="none" stroke="#616161" strokeWidth={toldOnly ? 1 : 1.75} strokeDasharray={toldOnly ? "4 4" : undefined} opacity={toldOnly ? 0.6 : 1} markerEnd="url(#arrow)">
            <title>{name}</title>
          </path>
        ))}
        {WorkflowState.options.map((state) => {
          const [x, y] = centres[state];
          return (
            <g key={state}>
              <rect x={x - boxWidth / 2} y={y - boxHeight / 2} width={boxWidth} height={boxHeight} rx={8} fill="#ffffff" stroke="#8a8a8a" />
              <text x={x} y={y + 5} textAnchor="middle" fontSize="14" fill="#303030">
                {stateText.workflow[state]}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** From box to box; edges along a row bow out, further the longer they are, back below and forth above. */
function pathOf(from: WorkflowState, to: WorkflowState): string {
  const [[x1, y1], [x2, y2]] = [centres[from], centres[to]];
  const half = boxHeight / 2;
  if (y1 !== y2) {
    const down = Math.sign(y2 - y1);
    const shift = Math.sign(x2 - x1) * 20;
    return `M${x1 + shift} ${y1 + down * half} L${x2 - shift} ${y2 - down * half}`;
  }
  const forth = x2 > x1;
  if (forth && x2 - x1 < 200) return `M${x1 + boxWidth / 2} ${y1} L${x2 - boxWidth / 2} ${y2}`;
  const side = forth ? -1 : 1;
  const bow = side * (18 + Math.abs(x2 - x1) / 9);
  return `M${x1} ${y1 + side * half} Q${(x1 + x2) / 2} ${y1 + side * half + bow} ${x2} ${y2 + side * half}`;
}
