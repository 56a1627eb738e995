namespace CxOne.Tests.Support;

/// <summary>The fault of a <see cref="TcpProxy"/> in one request.</summary>
internal enum TcpFault
{
    /// <summary>Resets the connection before the request is read.</summary>
    ResetUnread,

    /// <summary>Forwards the request, then resets the connection without an answer.</summary>
    ResetRead,

    /// <summary>Forwards the request, then closes the connection without an answer.</summary>
    Close,

    /// <summary>Forwards the request and never answers.</summary>
    Silence,

    /// <summary>Sends the headers of the answer, then nothing more.</summary>
    HeadOnly,

    /// <summary>Sends half of the body and closes the connection.</summary>
    Truncated,

    /// <summary>Sends the whole body with a Content-Length that is too large, and closes the connection.</summary>
    LengthTooLong,

    /// <summary>Sends the whole body with a Content-Length that is too small, and keeps the connection open.</summary>
    LengthTooShort,

    /// <summary>Sends the answer byte by byte, each when the test releases it.</summary>
    Drip,
}
