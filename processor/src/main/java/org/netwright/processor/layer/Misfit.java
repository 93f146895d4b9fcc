package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.diagnostic.Message;

/**
 * Why a layer does not accept an input.
 *
 * @param message its first argument is the layer that gives the input, its last one is a table of
 *     the layers so far
 * @param details the arguments between these two
 * @param needs what the layer takes, as in "takes [n × in]"
 */
public record Misfit(Message message, List<Object> details, String needs) implements Fit {}
