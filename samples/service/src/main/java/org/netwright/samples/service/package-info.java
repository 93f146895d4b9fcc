/**
 * HTTP in front of a network, with Spring Boot: predictions of one example and of many, health,
 * metrics, and a model that is replaced while requests run.
 */
package org.netwright.samples.service;
