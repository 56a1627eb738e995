namespace CxOne.Tests.Faults;

/// <summary>What happens to a connection after an answer.</summary>
internal enum ConnectionEnd
{
    KeepAlive,
    Close,
    Reset,
}
