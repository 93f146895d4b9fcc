package org.netwright.processor.pass;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Add;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.LossOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.PenaltyOps;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.ActivationOps;
import org.netwright.processor.layer.AttentionOps;
import org.netwright.processor.layer.BatchNormOps;
import org.netwright.processor.layer.ChannelDropoutOps;
import org.netwright.processor.layer.CombinationOps;
import org.netwright.processor.layer.ConvolutionOps;
import org.netwright.processor.layer.DropoutOps;
import org.netwright.processor.layer.EmbeddingOps;
import org.netwright.processor.layer.GlobalPoolingOps;
import org.netwright.processor.layer.LinearOps;
import org.netwright.processor.layer.NormalizationOps;
import org.netwright.processor.layer.PoolingOps;
import org.netwright.processor.layer.PositionOps;
import org.netwright.processor.layer.RecurrentOps;
import org.netwright.processor.layer.ReshapeOp;
import org.netwright.processor.layer.UpsampleOps;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;
import org.netwright.processor.support.SequenceNetworks;

/**
 * Sees to it that no adjoint goes unchecked: the gradients of the networks in {@code good/} are
 * compared with central differences, those in {@code graphs/} with PyTorch's, so each kernel that
 * an adjoint leads to has to be called by one of them.
 */
class AdjointTest {
  private static final Map<Class<? extends Op>, List<String>> OF_IMAGES =
      Map.ofEntries(
          entry(
              ConvolutionOps.Forward.class,
              List.of("convolutionGradient", "convolutionInputGradient")),
          entry(ConvolutionOps.Transposed.class, List.of("convolutionGradient", "convolution")),
          entry(ConvolutionOps.Bias.class, List.of("channelBiasGradient")),
          entry(PoolingOps.Max.class, List.of("maxPoolGradient")),
          entry(PoolingOps.Average.class, List.of("averagePoolGradient")),
          entry(GlobalPoolingOps.Max.class, List.of("globalMaxPoolGradient")),
          entry(GlobalPoolingOps.Average.class, List.of("globalAveragePoolGradient")),
          entry(UpsampleOps.Forward.class, List.of("upsampleGradient")),
          // A view needs no kernel.
          entry(ReshapeOp.class, List.of()),
          entry(
              BatchNormOps.Forward.class,
              List.of("batchNormGradient", "batchNormParameterGradient", "updateStatistics")),
          entry(ChannelDropoutOps.Forward.class, List.of("channelDropoutGradient")));

  private static final Map<Class<? extends Op>, List<String>> OF_SEQUENCES =
      Map.of(
          RecurrentOps.Forward.class, List.of("recurrentGradient", "recurrentInputGradient"),
          AttentionOps.Self.class, List.of("selfAttentionGradient"),
          AttentionOps.Cross.class, List.of("crossAttentionGradient"),
          PositionOps.AddPositions.class, List.of("addPositionsGradient"),
          // What is added has no parameters.
          PositionOps.AddSinusoids.class, List.of());

  private static final Map<Class<? extends Op>, List<String>> KERNELS = new HashMap<>();

  static {
    KERNELS.putAll(
        Map.of(
            LinearOps.Forward.class,
            List.of("linearGradient", "linearInputGradient"),
            ActivationOps.Forward.class,
            Arrays.stream(Activation.values()).map(a -> a.kernel() + "Gradient").toList(),
            NormalizationOps.Forward.class,
            Stream.of("layerNorm", "groupNorm", "rmsNorm")
                .flatMap(norm -> Stream.of(norm + "Gradient", norm + "InputGradient"))
                .toList(),
            Add.class,
            List.of("add"),
            CombinationOps.Multiply.class,
            List.of("multiply"),
            CombinationOps.Concat.class,
            List.of("part"),
            EmbeddingOps.Lookup.class,
            List.of("addEmbeddingGradient"),
            DropoutOps.Forward.class,
            List.of("dropoutGradient"),
            LossOps.Loss.class,
            Arrays.stream(LossKind.values()).map(l -> l.kernel() + "Gradient").toList(),
            PenaltyOps.Penalty.class,
            Arrays.stream(RegularizerKind.values())
                .filter(kind -> kind.stage() == Stage.PENALTY || kind.stage() == Stage.ACTIVITY)
                .map(RegularizerKind::gradientKernel)
                .toList()));
    KERNELS.putAll(OF_IMAGES);
    KERNELS.putAll(OF_SEQUENCES);
  }

  @Test
  void knowsWhatEveryAdjointLeadsTo() {
    Set<Class<?>> differentiable =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.netwright.processor")
                .stream()
                .filter(type -> type.isAssignableTo(Op.class) && !type.isInterface())
                .filter(
                    type -> type.tryGetMethod("adjoint", Node.class, Adjoints.class).isPresent())
                .map(JavaClass::reflect)
                .collect(Collectors.toSet());
    assertThat(KERNELS.keySet()).isEqualTo(differentiable);
  }

  @Test
  void everyGradientKernelIsPartOfACheckedNetwork() {
    Set<String> called =
        Stream.concat(
                Stream.of("good", "graphs")
                    .flatMap(
                        folder ->
                            Resources.names(folder).stream()
                                .map(name -> CompiledNetwork.in(folder, name))),
                SequenceNetworks.compile(SequenceNetworks.ALL).values().stream())
            .flatMap(network -> network.calledMethods().stream())
            .collect(Collectors.toSet());
    KERNELS.values().stream()
        .flatMap(List::stream)
        .forEach(
            kernel ->
                // That of a loss is part of another.
                assertThat(called)
                    .containsAnyOf(kernel, kernel.replace("Gradient", "WithGradient")));
  }
}
