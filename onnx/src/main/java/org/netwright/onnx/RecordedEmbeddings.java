package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.EmbeddingInference;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Rows of tables. */
interface RecordedEmbeddings extends EmbeddingInference, Recorded {

  @Override
  default void embedding(IdTensor ids, ParameterTensor table, BatchTensor out, int n) {
    String rows = graph().op("Gather", trace().parameter(table), trace().read(ids));
    if (out.dimensions() == ids.shape().length + 1) {
      trace().write(out, rows);
    } else {
      trace().writeReshaped(out, rows, out.lengths());
    }
  }
}
