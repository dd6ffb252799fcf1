import { catalogue } from "#app/ui/text.ts";

/** The words of the support queue. */
export const supportText = catalogue({
  title: "Support",
  tabs: { open: "Open", closed: "Closed", all: "All" },
  search: "Order, conversation or note",
  assignee: "With {assignee}",
  opened: "Opened {ago}",
  closed: "Closed {ago}",
  state: { open: "Open", closed: "Closed" },
  conversations: "Conversations",
  said: "{author}, {time}",
  noNote: "Nothing was said yet.",
  formerOwner: "was with {assignee} before",
  formerNobody: "was with nobody before",
  left: "given back",
  addNote: "Add a note",
  addNoteTo: "Add a note to the thread of {name}",
  release: "Give back",
  releaseNamed: "Give {name} back",
  total: { one: "{count} thread", other: "{count} threads" },
  empty: {
    open: { title: "Nobody waits for support", body: "Orders that somebody escalates appear here, with what support should know." },
    other: { title: "No threads here", body: "No thread has this state yet." },
    search: { title: "Nothing was found", body: "No thread has such an order, conversation or note. Try fewer letters, or another tab." },
  },
  showAll: "Show all threads",
  paging: { label: "Pages of the queue", next: "Older threads", first: "Newest threads" },
});
