namespace CxOne.Tests.DataActions;

/// <summary>A collection whose tests run alone, because they measure time or memory.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedAlone
{
    public const string Name = "Timed alone";
}
