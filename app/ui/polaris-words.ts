/** Polaris's own words, where ours are more exact: a table's checkbox selects the page that is shown, and nothing else. */
export const polarisWords = {
  Polaris: {
    IndexTable: {
      selectAllLabel: "Select all {resourceNamePlural} on this page",
    },
    IndexProvider: {
      a11yCheckboxSelectAllMultiple: "Select all {resourceNamePlural} on this page",
      a11yCheckboxSelectAllSingle: "Select the {resourceNameSingular} on this page",
      a11yCheckboxDeselectAllMultiple: "Deselect the {resourceNamePlural} on this page",
      a11yCheckboxDeselectAllSingle: "Deselect the {resourceNameSingular} on this page",
    },
  },
};
