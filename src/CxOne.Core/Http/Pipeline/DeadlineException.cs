namespace CxOne.Http;

/// <summary>The total time of a request is up. Never leaves Core: the client turns it into its own error.</summary>
internal sealed class DeadlineException : Exception
{
    public DeadlineException(TimeSpan timeout, Exception inner)
        : base($"No final answer within {WaitTime.Seconds(timeout)}.", inner)
    {
    }
}
