const color = (name: string) => ({ default: `var(--${name})`, subtle: 'var(--quiet)' });
const COLORS = {
  default: color('ink'),
  dark: color('ink'),
  light: color('ink'),
  accent: color('accent'),
  good: color('accent'),
  warning: color('wait-ink'),
  attention: color('alert'),
};
const FONT = {
  fontSizes: { small: 13, default: 14.5, medium: 15.5, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
};
const box = (background: string) => ({
  backgroundColor: `var(--${background})`,
  borderColor: 'var(--line)',
  foregroundColors: COLORS,
});

/**
 * How the library draws cards here: with the page's own colors, which are light or dark by themselves.
 * https://learn.microsoft.com/adaptive-cards/sdk/rendering-cards/javascript/render-a-card#host-config
 */
export const CARD_LOOK = {
  supportsInteractivity: true,
  fontTypes: {
    default: { ...FONT, fontFamily: 'inherit' },
    monospace: { ...FONT, fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace" },
  },
  spacing: { none: 0, small: 3, default: 8, medium: 12, large: 18, extraLarge: 24, padding: 10 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: { ...box('raised'), backgroundColor: 'transparent' },
    emphasis: box('surface'),
  },
  actions: {
    maxActions: 6,
    buttonSpacing: 6,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 6, style: 'emphasis' },
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { weight: 'bolder', size: 'medium', color: 'default', isSubtle: false } },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: '' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'bolder' },
  },
} as const;
