namespace CxOne.Tests.Support;

/// <summary>What a <see cref="TcpProxy"/> does to one request.</summary>
internal enum TcpFault
{
    /// <summary>The connection is reset with the request still unread.</summary>
    ResetUnread,

    /// <summary>The request is carried out, then the connection is reset without an answer.</summary>
    ResetRead,

    /// <summary>The request is carried out, then the connection ends in order without an answer.</summary>
    Close,

    /// <summary>The request is carried out, and nothing is answered.</summary>
    Silence,

    /// <summary>The head of the answer, then nothing more.</summary>
    HeadOnly,

    /// <summary>Half of the body, then the end.</summary>
    Truncated,

    /// <summary>The whole body under a length that is too great, then the end.</summary>
    LengthTooLong,

    /// <summary>The whole body under a length that is too small; the connection stays.</summary>
    LengthTooShort,

    /// <summary>The answer byte by byte, each when the test lets it go.</summary>
    Drip,
}
