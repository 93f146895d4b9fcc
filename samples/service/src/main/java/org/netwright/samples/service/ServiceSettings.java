package org.netwright.samples.service;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings that begin with {@code penguins}.
 *
 * @param model the file of the model
 * @param look the time between two looks at the file
 * @param strict whether values that training has not seen, such as another island, are refused
 */
@ConfigurationProperties("penguins")
record ServiceSettings(Path model, Duration look, boolean strict) {}
