namespace CxOne.DataActions;

/// <summary>The direction in which an amount of time is applied.</summary>
public enum DataActionOperation
{
    /// <summary>Towards the future; a negative amount moves towards the past.</summary>
    Add,

    /// <summary>Towards the past; a negative amount moves towards the future.</summary>
    Subtract,
}
