package org.netwright.samples.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Answers to wrong requests, as problem details of RFC 9457. They name the component of the record,
 * what was expected and what was given.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  /** What is wrong with a component. */
  record Wrong(String field, String reason) {
    @Override
    public String toString() {
      return field.isEmpty() ? reason : field + ": " + reason;
    }
  }

  /** JSON that is none, or that does not fit the record. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getCause() instanceof StreamConstraintsException tooLarge) {
      return answer(
          e, HttpStatus.CONTENT_TOO_LARGE, tooLarge.getOriginalMessage(), headers, request);
    }
    if (e.getCause() instanceof DatabindException json && !json.getPath().isEmpty()) {
      return answer(e, status, List.of(new Wrong(path(json), reason(json))), headers, request);
    }
    return answer(e, status, notJson(e.getCause()), headers, request);
  }

  /** An example with values out of range. */
  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Wrong> wrong = e.getFieldErrors().stream().map(error -> wrong("", error)).toList();
    return answer(e, status, wrong, headers, request);
  }

  /** Several examples, some with values out of range. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Wrong> wrong = new ArrayList<>();
    for (ParameterValidationResult result : e.getParameterValidationResults()) {
      String element =
          result.getContainerIndex() == null ? "" : "[" + result.getContainerIndex() + "]";
      if (result instanceof ParameterErrors errors) {
        errors.getFieldErrors().forEach(error -> wrong.add(wrong(element + ".", error)));
      } else {
        for (MessageSourceResolvable error : result.getResolvableErrors()) {
          wrong.add(new Wrong(element, String.valueOf(error.getDefaultMessage())));
        }
      }
    }
    return answer(e, status, wrong, headers, request);
  }

  private static Wrong wrong(String prefix, FieldError error) {
    return new Wrong(
        prefix + error.getField(),
        "%s, but is %s".formatted(error.getDefaultMessage(), quote(error.getRejectedValue())));
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception e,
      HttpStatusCode status,
      List<Wrong> wrong,
      HttpHeaders headers,
      WebRequest request) {
    // The validator has no order.
    List<Wrong> sorted = wrong.stream().sorted(Comparator.comparing(Wrong::toString)).toList();
    String detail = sorted.stream().map(Wrong::toString).collect(Collectors.joining("; "));
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("errors", sorted);
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception e, HttpStatusCode status, String detail, HttpHeaders headers, WebRequest request) {
    return handleExceptionInternal(
        e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
  }

  private static String notJson(@Nullable Throwable cause) {
    if (cause instanceof MismatchedInputException json) {
      return "The body must be JSON, %s and nothing after it"
          .formatted(expected(json.getTargetType()));
    }
    if (cause instanceof JacksonException json) {
      return "The body is not JSON: line %d, column %d: %s"
          .formatted(
              json.getLocation().getLineNr(),
              json.getLocation().getColumnNr(),
              cause instanceof UnexpectedEndOfInputException
                  ? "unexpected end"
                  : json.getOriginalMessage());
    }
    return "The body is missing";
  }

  /** Returns where in the JSON it is, such as {@code [2].sex}. */
  private static String path(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference part : e.getPath()) {
      if (part.getPropertyName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String reason(DatabindException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown, expected one of " + unknown.getKnownPropertyIds();
    }
    if (e instanceof InvalidFormatException invalid) {
      return "expected %s, got %s"
          .formatted(expected(invalid.getTargetType()), quote(invalid.getValue()));
    }
    if (e instanceof MismatchedInputException mismatched) {
      return "expected " + expected(mismatched.getTargetType());
    }
    return e.getOriginalMessage();
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == String.class) {
      return "a text";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "an object";
  }

  /** Texts in quotes, and not at length. */
  private static String quote(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return String.valueOf(value);
    }
    return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
  }
}
