// CommonJS, because the bundler puts it into the workflow sandbox by its path.
const { DefaultPayloadConverter } = require('@temporalio/common');

/**
 * Anybody with access to the engine can signal bytes that are no JSON. Thrown there, the error would fail the task of the
 * workflow again and again, and its case would stand still; so the handler gets nothing, and says what it misses.
 */
class TolerantPayloadConverter extends DefaultPayloadConverter {
  fromPayload(payload, ...context) {
    try {
      return super.fromPayload(payload, ...context);
    } catch {
      return undefined;
    }
  }
}

exports.payloadConverter = new TolerantPayloadConverter();
