namespace CxOne.Tests.Faults;

/// <summary>How a connection continues after an answer.</summary>
internal enum ConnectionEnd
{
    KeepAlive,
    Close,
    Reset,
}
