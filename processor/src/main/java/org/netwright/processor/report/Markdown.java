package org.netwright.processor.report;

/** A network's report in Markdown: its picture and its costs. */
public final class Markdown {
  private Markdown() {}

  /** Returns the page. */
  public static String page(NetworkCost cost) {
    return "# "
        + cost.name()
        + "\n\n```mermaid\n"
        + Drawing.mermaid(cost)
        + "```\n\n"
        + CostTable.markdown(cost);
  }
}
